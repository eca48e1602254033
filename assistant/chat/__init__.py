"""Chat clients of the OpenAI protocol: their messages as a question, an answer as their text. No transport."""
