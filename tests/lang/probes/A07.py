# A07 generic alias
# skip: details of the types of generators and coroutines
import types
print(types.GeneratorType[int, str, None])
print(types.CoroutineType[int, str, None], types.AsyncGeneratorType[int, str])
