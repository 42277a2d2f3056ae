# Where the carets stand below the line of a SyntaxError made by hand.
import traceback

def t(function, *args, **keywords):
    try:
        print(repr(function(*args, **keywords)))
    except Exception as error:
        print(type(error).__name__, error, error.args)


for args in (("bad bad", ("bad.py", 1, 2, "abcdefg", 1, 100)),("x",("f",1,2,"abc")),("x",("f",1,2,"abc",1,3)),("x",("f",1,2,"abc",1,0)),("x",("f",1,2,"abc",1,-1)),("x",("f",1,5,"  abc  \n",1,50)),("x",("f",1,0,"abc",1,0)),("x",("f",1,10,"abc",1,12)),("x",("f",1,2,"abc\n",2,1)),("x",("f",1,None,"abc",None,None)),("x",("f",1,2,"abc",None,None)),("x",("f",1,3,"ab",1,3)),("x",("f",1,1,"",1,1)),("x",("f",1,4,"\tabc",1,5)),("x",("f",1,-1,"abc",1,2)),("x",("f",1,2,"  abc",1,4)),("x",("f",1,1,"  abc",1,4)),("x",("f",1,3,"aéb c",1,4)),("x",("f",None,1,"abc",1,4)),("x",(None,1,1,"abc",1,4))):
    print(args); 
    try: print(''.join(traceback.format_exception_only(SyntaxError(*args))),end='')
    except Exception as e: print(repr(e))
