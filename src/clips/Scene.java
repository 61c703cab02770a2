/** One moving picture. Frames are asked for in order, so a scene may keep state between them. */
interface Scene {
    void draw(Pen p, double t);
}
