"""The assistant's parts in the shapes that other libraries expect."""
