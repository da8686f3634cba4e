"""`python -m app.sandbox`: the training ERP without the rest of the program."""

import argparse
import logging
import sys

from app.sandbox import command

if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        prog="python -m app.sandbox", description="The training ERP of Kitbench."
    )
    command.configure(parser)
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    sys.exit(command.run(parser.parse_args()))
