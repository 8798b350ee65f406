# Raises SystemExit, KeyboardInterrupt and GeneratorExit in cells; the other cells run.
# notice: raised SystemExit
# %%
raise SystemExit("bye")
# %%
raise KeyboardInterrupt
# %%
raise GeneratorExit
# %%
exit()
# %%
print("tried")
