# A view of a file in memory: it writes through, and the file keeps its size meanwhile.
import io


def show(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


file = io.BytesIO(b"abcdef")
view = file.getbuffer()
print(bytes(view), view.readonly, len(view), view.format)
view[1:3] = b"XY"
print(file.getvalue(), file.read(4))
show(lambda: file.write(b"1"))
show(lambda: file.truncate(2))
show(lambda: file.close())
part = view[4:]
view.release()
show(lambda: file.write(b"1"))
part[0] = 90
print(file.getvalue())
part.release()
print(file.write(b"123456"), file.getvalue())
with file.getbuffer() as view:
    print(view.tobytes(), view.nbytes)
file.close()
show(lambda: file.getbuffer())
show(lambda: bytes(io.BytesIO(b"x")))
show(lambda: memoryview(io.BytesIO(b"x")))
