def f():
    try: pass
    finally:
        for x in y:
            return 1
def f2():
    try: pass
    finally:
        def g():
            return 1
        class A:
            x = 1
        lambda: 3
def f3():
    for x in y:
        try: pass
        finally:
            break
def f4():
    for x in y:
        try: pass
        finally:
            for z in y:
                break
            else:
                break
            while 1:
                continue
            else:
                continue
def f5():
    for x in y:
        try: pass
        finally:
            try:
                continue
            finally:
                while 1:
                    return
                return
def f6():
    try: pass
    finally:
        def g():
            try:
                pass
            finally:
                return 1
        with a: return 5
        if a: return 7
        try: pass
        except: return 2
        else: return 3
def f7():
    for a in b:
        try: pass
        finally:
            def g():
                for x in y:
                    break
            for c in d:
               try: pass
               finally:
                  continue
            class A:
                for c in d:
                    break
async def f8():
    try: pass
    finally:
        async for x in y: return 5
        async with x: return 6
        async def f(): return 3
def f10():
    try:
        try: pass
        finally: pass
        return 3
    finally: pass
