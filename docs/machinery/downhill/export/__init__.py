"""What the book is besides its pages: plain Markdown, notebooks, and an archive to take along."""
