"""Many people at once: concurrent users with think time against a real server on the loopback interface."""
