#!/bin/sh
# Puts the workshop on this laptop, without a network: sh start.sh [FOLDER]
set -eu

stick=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
workshop=${1:-$HOME/serializing-things}
repository=$HOME/.m2/repository
if [ -f "$HOME/.m2/settings.xml" ]; then
    # Maven's own example has another one, in a comment.
    other=$(sed -e 's/<!--.*-->//' -e '/<!--/,/-->/d' "$HOME/.m2/settings.xml" \
        | sed -n 's|.*<localRepository>\(.*\)</localRepository>.*|\1|p' | sed "s|\${user.home}|$HOME|")
    repository=${other:-$repository}
fi

for tool in git java mvn; do
    command -v "$tool" > /dev/null || { echo "Install $tool first: there is none on the PATH." >&2; exit 1; }
done
if [ -e "$workshop" ] && [ ! -e "$workshop/.git/HEAD" ]; then
    echo "$workshop is there already, and is no clone. Name another folder: sh start.sh FOLDER" >&2
    exit 1
fi

echo "Copying Maven's downloads to $repository …"
mkdir -p "$repository"
cp -R "$stick/repository/." "$repository/"
# Maven's notes on where it got these files from; without a network it would not believe in another source.
(cd "$stick/repository" && find . -type d) | while IFS= read -r folder; do
    rm -f -- "$repository/$folder/_remote.repositories"
done
if [ -e "$workshop" ]; then
    echo "$workshop was there already, and stays as it is."
else
    git -c advice.detachedHead=false clone --quiet "$stick/workshop.bundle" "$workshop"
fi
echo "Ready. Now:"
echo "    cd $workshop"
echo "    mvn -o test -pl step-01"
