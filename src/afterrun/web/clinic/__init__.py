"""The app for many people: who they are is asked at the door, and each page says beside it who may have it."""
