"""The WSGI entry point: `gunicorn -w 1 -k gthread --threads 1000 wsgi:app`."""

from meetings.config import Config
from meetings.wiring import create_app, start

app = create_app(Config.of_environment())
start(app)
