"""The heart: quotations, who said them, and where they are found."""
