#!/bin/sh
# Links the nodes of this image into the folder of n8n's community nodes, then runs what it is
# given. At every start, because that folder is often on a volume, which hides what an image has
# there and outlives the image.
set -e
nodes="${N8N_USER_FOLDER:-$HOME}/.n8n/nodes/node_modules"
mkdir -p "$nodes"
# Also a copy that was installed by hand: the image says which version it is.
rm -rf "$nodes/n8n-nodes-camb"
ln -s "$(dirname "$0")/node_modules/n8n-nodes-camb" "$nodes/n8n-nodes-camb"
exec "$@"
