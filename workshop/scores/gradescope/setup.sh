#!/usr/bin/env bash
# Prepares Gradescope's image, once: a JDK, Maven, git, the workshop, and all that it downloads. Zip this
# file, run_autograder and workshop.bundle together; workshop/scores/README.md says how.
set -euo pipefail

autograder=${AUTOGRADER:-/autograder}
if ! command -v javac > /dev/null || ! command -v mvn > /dev/null || ! command -v git > /dev/null; then
    apt-get update
    apt-get install --yes --no-install-recommends openjdk-17-jdk-headless maven git python3
fi
git clone --quiet "$autograder/source/workshop.bundle" "$autograder/workshop"
cd "$autograder/workshop"
# Grading the untouched workshop builds the coach, and downloads all that a grading needs.
code=0
./coach export --as gradescope -o untouched.json || code=$?
[ $code -le 1 ] # 1 is a red exercise
