#!/bin/sh
# For a double click on macOS.
sh "$(dirname "$0")/start.sh"
