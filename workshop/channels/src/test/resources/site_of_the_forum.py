"""A site of one file: a consumer for runworker, and a web process that sends what its input says.

    python site_of_the_forum.py runworker CHANNEL
    python site_of_the_forum.py
"""

import ast
import asyncio
import os
import sys

import django
from asgiref.sync import async_to_sync
from channels.consumer import AsyncConsumer
from channels.layers import get_channel_layer
from channels.routing import ChannelNameRouter, ProtocolTypeRouter
from django.conf import settings

LAYER = {"hosts": [os.environ["REDIS"]], **ast.literal_eval(os.environ["LAYER"])}

if not settings.configured:
    settings.configure(
        SECRET_KEY="of no one",
        INSTALLED_APPS=["channels"],
        ASGI_APPLICATION="site_of_the_forum.application",
        CHANNEL_LAYERS={
            "default": {"BACKEND": "channels_redis.core.RedisChannelLayer", "CONFIG": LAYER}
        },
    )
    django.setup()


class Moderation(AsyncConsumer):
    async def forum_echo(self, message):
        """Sends back what came, under another type."""
        back = {**message, "type": "forum.echoed"}
        await self.channel_layer.send(message["reply"], back)

    async def forum_join(self, message):
        """From now on, this process gets what is sent to the group."""
        await self.channel_layer.group_add(message["group"], self.channel_name)
        joined = {"type": "forum.joined", "channel": self.channel_name}
        await self.channel_layer.send(message["reply"], joined)

    async def forum_measure(self, message):
        measured = {"type": "forum.measured", "length": len(message["text"])}
        await self.channel_layer.send(message["reply"], measured)

    async def forum_hang(self, message):
        """Says so, and never ends."""
        await self.channel_layer.send(message["reply"], {"type": "forum.hanging"})
        await asyncio.Event().wait()


application = ProtocolTypeRouter(
    {"channel": ChannelNameRouter({os.environ["CHANNEL"]: Moderation.as_asgi()})}
)


def send_what_the_input_says():
    layer = get_channel_layer()
    for line in sys.stdin:
        verb, *arguments = ast.literal_eval(line)
        try:
            async_to_sync(getattr(layer, verb))(*arguments)
            print("sent", flush=True)
        except Exception as refusal:
            print(f"{type(refusal).__name__}: {refusal}".splitlines()[0], flush=True)


if __name__ == "__main__":
    if sys.argv[1:]:
        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)
    else:
        send_what_the_input_says()
