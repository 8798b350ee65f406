# Reads the home folder of whoever grades, by path, by password database and by tilde.
# %%
import os
import pwd

attempt("netrc", lambda: open("HOME_FOLDER/.netrc").read())
attempt("ssh", lambda: os.listdir(os.path.expanduser("~root/.ssh")))
attempt("password", lambda: pwd.getpwuid(os.getuid()).pw_dir and os.listdir(
    pwd.getpwuid(os.getuid()).pw_dir))
for folder in ("/root", "/home", "PROJECT", os.path.dirname("PROJECT"), os.path.dirname("HOME_FOLDER")):
    attempt(folder, lambda folder=folder: os.listdir(folder))
