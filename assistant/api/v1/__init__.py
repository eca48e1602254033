"""The OpenAI protocol over the assistant, for clients that speak it."""
