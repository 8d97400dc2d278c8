#!/bin/sh
# Puts a real Asterisk into FOLDER, which is kept: Debian 12 has none, but the mirror that this machine's packages come from
# still has the release before. Nothing of the system is touched: apt gets lists and a cache of its own, and the packages are
# unpacked, not installed.
#   fetch.sh FOLDER
set -eu
folder=$1
[ ! -e "$folder/usr/sbin/asterisk" ] || exit 0

release=bullseye
# What Debian 12 lacks of the libraries of the program and of the modules that this test loads.
packages="asterisk asterisk-modules libssl1.1 libpopt0 liburiparser1"

this_release=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
mirror=$(apt-get update --print-uris | sed -n "s|^'\(.*\)/dists/$this_release/InRelease'.*|\1|p" | head -n 1)
[ -n "$mirror" ] || {
    echo "this machine's apt knows no mirror of Debian" >&2
    exit 1
}

partial=$folder.partial
rm -rf "$partial"
trap 'cd / && rm -rf "$partial"' EXIT
trap 'exit 1' HUP INT TERM
mkdir -p "$partial/lists/partial" "$partial/archives/partial" "$partial/root"
cd "$partial"
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $release main" >sources.list
cat >apt.conf <<END
Dir::Etc::sourcelist "$partial/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::State::lists "$partial/lists";
Dir::Cache "$partial";
Acquire::Languages "none";
Acquire::Retries "2";
APT::Sandbox::User "$(id -un)";
END
export APT_CONFIG="$partial/apt.conf"
apt-get update -qq
cd archives
# shellcheck disable=SC2086 # a list of names
apt-get download -qq $packages
for package in *.deb; do dpkg-deb -x "$package" "$partial/root"; done
mv "$partial/root" "$folder"
