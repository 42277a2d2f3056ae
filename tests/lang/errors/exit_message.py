# sys.exit with text: the text goes to standard error, the code is 1.
# exit: 1
import sys

print("out")
sys.exit("the message")
