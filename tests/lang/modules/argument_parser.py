# Command lines: parsing, help, errors.
import argparse, sys, io
def run(p, argv):
    e = io.StringIO(); old = sys.stderr, sys.stdout; o = io.StringIO()
    sys.stderr, sys.stdout = e, o
    try: r = p.parse_args(argv)
    except SystemExit as x: r = ('exit', x.code)
    except BaseException as x: r = (type(x).__name__, str(x))
    sys.stderr, sys.stdout = old
    print(argv, '->', r, e.getvalue(), o.getvalue(), sep='\n' if e.getvalue() or o.getvalue() else ' ')
p = argparse.ArgumentParser(prog='prog', description='A test program that has a long description so that it has to be wrapped at the width of the help text.', epilog='The end.')
p.add_argument('file', help='input file'); p.add_argument('rest', nargs='*', type=int, help='numbers')
p.add_argument('-n', '--num', type=int, default=5, help='a number (default: %(default)s)')
p.add_argument('-v', '--verbose', action='count', default=0); p.add_argument('--flag', action='store_true', help='set it')
p.add_argument('--no', dest='yes', action='store_false'); p.add_argument('-c', '--choice', choices=['a','b','c'], help='pick')
p.add_argument('-l', '--list', action='append', metavar='ITEM'); p.add_argument('--pair', nargs=2, type=float, metavar=('X','Y'), help='two values with a long help text that certainly needs to be wrapped onto several lines of text')
p.add_argument('--opt', nargs='?', const='C', default='D'); p.add_argument('--many', nargs='+'); p.add_argument('--version', action='version', version='%(prog)s 1.0')
p.add_argument('--feature', action=argparse.BooleanOptionalAction, help='feature'); p.add_argument('--const', action='store_const', const=42)
print(p.format_help()); print(p.format_usage())
for a in [['f'],['f','1','2'],['f','-n','7','3'],['-n3','f'],['--num=4','f'],['f','-vvv'],['f','-v','--flag','-v'],['f','--no'],['f','-c','b']]: run(p, a)
