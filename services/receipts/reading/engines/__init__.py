"""What turns a picture into text boxes."""
