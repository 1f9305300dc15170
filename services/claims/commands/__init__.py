"""What people (`drafts`, `submission`) and other services (`decisions`, `keeping`) make happen in claims."""
