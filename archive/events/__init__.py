"""What happened, where and when."""
