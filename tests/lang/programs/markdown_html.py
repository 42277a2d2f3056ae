# Markdown to HTML: block parser over a peekable line stream, inline spans as a generator, a table of contents.


class Lines:
    def __init__(self, text):
        self.lines, self.at = text.splitlines(), 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.at == len(self.lines):
            raise StopIteration
        self.at += 1
        return self.lines[self.at - 1]

    def while_(self, test):
        while self.at < len(self.lines) and test(self.lines[self.at]):
            yield next(self)


def escape(text):
    return "".join({"&": "&amp;", "<": "&lt;", ">": "&gt;"}.get(c, c) for c in text)


def spans(text):
    i = plain = 0
    while i < len(text):
        for mark, tag in (("**", "strong"), ("*", "em"), ("`", "code")):
            end = text.find(mark, i + len(mark)) if text.startswith(mark, i) else -1
            if end > i + len(mark):
                yield escape(text[plain:i])
                inside = text[i + len(mark):end]
                yield f"<{tag}>{escape(inside) if tag == 'code' else inline(inside)}</{tag}>"
                i = plain = end + len(mark)
                break
        else:
            close = text.find("](", i) if text[i] == "[" else -1
            end = text.find(")", close) if close > 0 else -1
            if end > 0:
                yield escape(text[plain:i])
                yield f'<a href="{escape(text[close + 2:end])}">{inline(text[i + 1:close])}</a>'
                i = plain = end + 1
            else:
                i += 1
    yield escape(text[plain:])


def inline(text):
    return "".join(spans(text))


def blocks(lines):
    for line in lines:
        strip = line.strip()
        if not strip:
            continue
        if strip.startswith("```"):
            yield "code", strip[3:], list(lines.while_(lambda l: not l.strip().startswith("```")))
            next(lines, None)
        elif strip[0] == "#":
            level = len(strip) - len(strip.lstrip("#"))
            yield "heading", level, strip[level:].strip()
        elif strip[0] == ">":
            quoted = [strip[1:].strip(), *(l.strip()[1:].strip() for l in lines.while_(lambda l: l.strip().startswith(">")))]
            yield "quote", None, list(blocks(Lines("\n".join(quoted))))
        elif item(line):
            yield "list", item(line)[1], list(items(line, lines))
        elif set(strip) <= {"-"} and len(strip) > 2:
            yield "rule", None, None
        elif "|" in strip:
            rows = [strip, *(l for l in lines.while_(lambda l: "|" in l))]
            yield "table", None, [[cell.strip() for cell in row.strip().strip("|").split("|")] for row in rows]
        else:
            more = lines.while_(lambda l: l.strip() and l.lstrip()[0] not in "#>`" and not item(l))
            yield "paragraph", None, " ".join([strip, *(l.strip() for l in more)])


def item(line):
    strip = line.lstrip()
    indent = len(line) - len(strip)
    if strip[:2] in ("- ", "* "):
        return indent, "ul", strip[2:]
    number, dot, rest = strip.partition(". ")
    if dot and number.isdigit():
        return indent, "ol", rest
    return None


def items(first, lines):
    indent = item(first)[0]
    line = first
    while line is not None:
        inner = list(lines.while_(lambda l: item(l) and item(l)[0] > indent))
        yield item(line)[2], list(blocks(Lines("\n".join(inner))))
        line = next(lines.while_(lambda l: item(l) and item(l)[0] == indent), None)


def html(nodes, toc):
    for kind, detail, content in nodes:
        if kind == "heading":
            anchor = "-".join(w.lower() for w in content.split())
            toc.append((detail, anchor, content))
            yield f'<h{detail} id="{anchor}">{inline(content)}</h{detail}>'
        elif kind == "paragraph":
            yield f"<p>{inline(content)}</p>"
        elif kind == "code":
            yield f'<pre class="{detail or "text"}">{escape(chr(10).join(content))}</pre>'
        elif kind == "quote":
            yield "<blockquote>"
            yield from html(content, toc)
            yield "</blockquote>"
        elif kind == "list":
            yield f"<{detail}>"
            for text, nested in content:
                yield f"<li>{inline(text)}"
                yield from html(nested, toc)
                yield "</li>"
            yield f"</{detail}>"
        elif kind == "table":
            head, _, *rows = content
            for tag, row in [("th", head), *(("td", row) for row in rows)]:
                yield "<tr>" + "".join(f"<{tag}>{inline(cell)}</{tag}>" for cell in row) + "</tr>"
        else:
            yield "<hr>"


TEXT = """# A *small* guide
Some **bold and *nested* text** with `code < 1 & **no**`
continued, a [link **b**](http://x/?a=1&b=2) and 2 * 3 * 4.

## Lists
- one
  1. inner
  2. second `x`
- two
    - deep
* three
---
> quoted *text*
> - with list
>
> > twice

```python
if a < b:
    **not bold**
```
| a | b |
|---|---|
| 1 | *2* |
| <x> | |
## Last things
Unclosed **bold and [link](
"""
toc = []
print(*html(blocks(Lines(TEXT)), toc), sep="\n")
print(toc)
print([(kind, detail) for kind, detail, _ in blocks(Lines(TEXT))])
long = "\n\n".join(f"## Part {i}\n" + " ".join(f"*w{j}* `c`" for j in range(6)) for i in range(25))
toc = []
print(sum(map(len, html(blocks(Lines(long)), toc))), toc[-1], inline(""), list(blocks(Lines(""))))
