"""A Telegram on this machine: a strict, stateful Bot API server with people, a chat page and a transcript."""
