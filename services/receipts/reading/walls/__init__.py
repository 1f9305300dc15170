"""What stands between a stranger's bytes and everything else: each file asks the kernel for one kind of wall."""
