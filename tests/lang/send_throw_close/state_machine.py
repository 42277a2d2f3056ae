# A small lexer driven by send(), told to flush by throw() and to end by close().


class Flush(Exception):
    pass


def lexer(out):
    word = ""
    try:
        while True:
            try:
                c = yield len(out)
            except Flush:
                c = " "
            if c.isalpha():
                word += c
            else:
                if word:
                    out.append(word)
                word = ""
                if not c.isspace():
                    out.append(c)
    finally:
        if word:
            out.append(word + "!")


tokens = []
x = lexer(tokens)
next(x)
for c in "let x = (y + zed":
    x.send(c)
print(x.throw(Flush), tokens)
for c in "ab;cd":
    x.send(c)
x.close()
print(tokens)
