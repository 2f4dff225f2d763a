"""Runs the examples in Python of a page, but for those that want a server. Argument: the page."""
import re
import sys

examples = []
for section in re.split("^### ", open(sys.argv[1]).read(), flags=re.MULTILINE)[1:]:
    for code in re.findall("```python\n(.*?)```", section, re.DOTALL):
        if "remote(" not in code:
            examples.append((section.splitlines()[0], code))
assert len(examples) == 3, [title for title, _ in examples]
for title, code in examples:
    print(f"{title}:")
    names = {}
    exec(compile(code, title, "exec"), names)
    assert len(names["frame"]) > 0, title
