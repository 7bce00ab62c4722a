/// Files: atomic writing, JSON, and the safetensors format. Nothing that is read here ever becomes
/// code.
package gradus.io;
