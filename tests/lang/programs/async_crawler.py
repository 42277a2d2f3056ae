# A crawler over a made-up web: limits for each host and in all, redirects, cycles, failures, a frontier queue.
import asyncio

from virtual_time import Loop


def now():
    return round(asyncio.get_running_loop().time(), 3)


def web():
    pages = {}
    for host in range(4):
        for page in range(12):
            links = [f"h{(host + k) % 4}/p{(page * 3 + k * 5) % 12}" for k in range(3)]
            pages[f"h{host}/p{page}"] = (0.01 * (1 + (host * 7 + page) % 5), links)
    pages["h1/p7"] = (0.01, "redirect h2/p2")
    pages["h2/p2"] = (0.01, "redirect h3/p3")
    pages["h3/p9"] = (0.01, "redirect h3/p9")
    pages["h0/p10"] = (0.5, [])
    return pages


class Net:
    def __init__(self):
        self.pages, self.active, self.most = web(), {}, {}

    async def get(self, url):
        host = url.split("/")[0]
        self.active[host] = self.active.get(host, 0) + 1
        self.most[host] = max(self.most.get(host, 0), self.active[host])
        try:
            if url not in self.pages:
                raise LookupError(url)
            seconds, body = self.pages[url]
            await asyncio.sleep(seconds)
            return body
        finally:
            self.active[host] -= 1


class Crawler:
    def __init__(self, net, workers, per_host, depth):
        self.net, self.workers, self.depth = net, workers, depth
        self.hosts = {f"h{i}": asyncio.Semaphore(per_host) for i in range(4)}
        self.queue, self.seen, self.found, self.errors = asyncio.Queue(), set(), {}, {}

    def add(self, url, depth):
        if depth <= self.depth and url not in self.seen:
            self.seen.add(url)
            self.queue.put_nowait((url, depth))

    async def fetch(self, url, hops=0):
        if hops > 3:
            raise RuntimeError("too many redirects")
        async with self.hosts[url.split("/")[0]]:
            body = await asyncio.wait_for(self.net.get(url), 0.1)
        if isinstance(body, str):
            return await self.fetch(body.split()[1], hops + 1)
        return url, body

    async def work(self):
        while True:
            url, depth = await self.queue.get()
            try:
                final, links = await self.fetch(url)
                self.found[url] = (final, len(links), depth)
                for link in links:
                    self.add(link, depth + 1)
            except (LookupError, RuntimeError, TimeoutError) as error:
                self.errors[url] = repr(error)
            finally:
                self.queue.task_done()

    async def run(self, *starts):
        for url in starts:
            self.add(url, 0)
        workers = [asyncio.create_task(self.work()) for _ in range(self.workers)]
        await self.queue.join()
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)


async def main():
    for workers, per_host in ((1, 1), (4, 2), (10, 1), (10, 10)):
        net = Net()
        crawler = Crawler(net, workers, per_host, 4)
        start = now()
        await crawler.run("h0/p0", "h1/p7", "h0/p99")
        print(workers, per_host, len(crawler.found), crawler.errors, sorted(net.most.items()), round(now() - start, 3))
    for url, entry in sorted(crawler.found.items()):
        print(url, *entry, end="; ")
    print()


asyncio.run(main(), loop_factory=Loop)
