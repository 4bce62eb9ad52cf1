"""How the pages of each language write dates; Django looks here for `formats`."""
