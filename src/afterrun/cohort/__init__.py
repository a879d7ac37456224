"""Many people at once: engines that run tasks and survive kills, parts of results on disk, and what people share."""
