"""What coaches author: session templates, programs made of them, and both as text."""
