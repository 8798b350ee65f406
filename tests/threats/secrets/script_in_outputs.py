# Prints and raises HTML and script; on the pages they are text.
# notice: raised ValueError: <script>
# %%
from IPython.display import HTML, Javascript, display

print("</pre><script>alert('GO' + 'T')</script><img src=x onerror=alert(1)>")
display(HTML("<script>alert(1)</script>"), Javascript("alert(1)"))
# %%
raise ValueError("<script>alert(1)</script>")
