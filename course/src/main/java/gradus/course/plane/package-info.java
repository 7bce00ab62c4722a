/// Points of two classes in the plane, and pictures of what is answered there.
package gradus.course.plane;
