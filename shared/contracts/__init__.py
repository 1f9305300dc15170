"""Events and values that cross a border between services: one file per service that sends them, samples of every version beside."""
