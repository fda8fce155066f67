"""The WSGI entry point: `gunicorn -w 1 -k gthread --threads 1000 wsgi:app`."""

from meetings import create_app
from meetings.config import Config

app = create_app(Config.of_environment())
