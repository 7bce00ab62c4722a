/// Files: atomic writing, JSON, and the safetensors format. Nothing that is read here ever becomes
/// code. And the width of text in a terminal.
package gradus.io;
