"""Measuring the assistant: question sets, the judging rule, metrics, runs and benchmarks; nothing imports this."""
