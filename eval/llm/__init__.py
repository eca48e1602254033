"""How honest the assistant stays with a language model: one that lies, one that is faithful, or the configured one."""
