"""The record under fire: kills, damaged journals, damaged and costly files, full disks (`benchmarks.fire_files`)."""
