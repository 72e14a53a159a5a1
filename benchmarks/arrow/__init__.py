"""What tables cost beside parsing."""
