"""Speed and size of the assistant, beside a LangChain default pipeline in the same run on the same machine."""
