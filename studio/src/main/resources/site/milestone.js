// The page of a milestone that has no lesson yet.

import { start } from "./base.js";

start();
