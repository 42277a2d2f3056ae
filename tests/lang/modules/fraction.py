# Rational numbers.
import math
from fractions import Fraction as F

x, y = F(7, 3), F(-2, 5)
for text in """F("3/4")|F(" -1.25e2 ")|F("1_000/3")|F("abc")|F(1,0)|F(1.5)|F("")|F("1/0")|F(2,-4)|F(None)|F(1,"a")|F(".5")|F("5.")|F("1e-3")
F(float("nan"))|F(float("inf"))|x+y|x-y|x*y|x/y|x//y|x%y|divmod(x,y)|x**2|x**-2|x**y|2**x|x+1|1-x|x+0.5|1/x|x/0|x//0|x<y|x==F(14,6)|x>2|x<2.5
x==2.5|x<"a"|hash(F(3))==hash(3)|hash(F(1,2))==hash(.5)|int(y)|float(x)|round(x)|round(x,2)|round(F(5,2))|round(F(1234),-2)|math.floor(y)
math.ceil(y)|abs(y)|-x|+x|bool(F(0))|str(x)|str(F(4))|x.limit_denominator(2)|F(math.pi).limit_denominator(1000)|x.as_integer_ratio()
F.from_float(0.1)|F.from_float("a")|F.from_number(0.25)|x.is_integer()|sum([x,y])|complex(x)|pow(x,2,3)|x//1.5|divmod(7,x)|max(x,y)|F(0)**-1
x+"a"|math.trunc(y)|x+1j|1.5**x|sorted([x,y,1,0.5])|{F(1,2):1}[0.5]""".replace("\n", "|").split("|"):
    try:
        print(text, repr(eval(text)))
    except Exception as error:
        print(text, type(error).__name__, error)
for spec in "", ".2f", "10.3f", "<10", "^12.1e", "+.0f", "%", ".1%", "010.2f", "_", "#", ">+8", "g", ".3g", "q", " .2f", "z.1f", ",.2f", "*^15":
    for value in x, y * 100000, F(-1, 1000000):
        try:
            print(repr(spec), format(value, spec), end=" | ")
        except Exception as error:
            print(type(error).__name__, error, end=" | ")
    print()
harmonic = F(0)
for n in range(1, 20):
    harmonic += F(1, n)
print(harmonic, float(harmonic), harmonic.limit_denominator(100))
