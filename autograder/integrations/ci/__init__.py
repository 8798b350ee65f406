"""The set in repositories: GitHub Classroom, GitLab, any CI."""
