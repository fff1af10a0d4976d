// Buttons for the list that scrolls; without them it scrolls all the same.
const reel = document.getElementById("reel"), bar = document.querySelector(".reel-bar");
if (reel && bar) {
  const box = document.createElement("div");
  box.className = "arrows";
  const buttons = reel.dataset.buttons.split("|").map((name, i) => {
    const button = document.createElement("button");
    button.type = "button";
    button.ariaLabel = name;
    button.textContent = i ? "→" : "←";
    button.onclick = () => reel.scrollBy({ left: (i ? 1 : -1) * reel.clientWidth * 0.9 });
    box.append(button);
    return button;
  });
  const look = () => {
    const room = reel.scrollWidth - reel.clientWidth, at = reel.scrollLeft;
    box.hidden = room < 8;
    buttons[0].ariaDisabled = at < 4;
    buttons[1].ariaDisabled = at > room - 4;
  };
  bar.append(box);
  reel.onscroll = look;
  new ResizeObserver(look).observe(reel);
}
