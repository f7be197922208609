"""End-to-end tests: real browsers, the built extension, a running companion, replicas of the sites."""
