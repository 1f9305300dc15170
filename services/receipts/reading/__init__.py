"""Reading a receipt: picture or PDF → fields. `sandbox.Reader` is the way in; everything else here runs in its child process."""
