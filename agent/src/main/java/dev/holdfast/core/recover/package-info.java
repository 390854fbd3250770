/** What a crash left behind: finished or removed. Agent loader; knows save and fs. */
package dev.holdfast.core.recover;
