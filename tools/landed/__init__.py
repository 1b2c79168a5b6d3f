"""A bronze in a folder, as the intake leaves it: copies of what landed, and its notes. Whoever runs the jobs on files makes it by this."""
